#include <generic/lazy_task.h>
struct Maker {
  lib::task<int> operator()(); lib::task<int> operator[](int); lib::task<int> operator+(Maker);
  lib::task<int> operator->(); lib::task<int> operator co_await(); explicit operator lib::task<int>();
  lib::task<int> operator++(int); lib::task<int> operator,(int); virtual lib::task<int> v() = 0;
};
lib::task<int> operator"" _later(unsigned long long);
lib::task<void> run(Maker &m, lib::task<int> (*pointer)(), lib::task<int> (Maker::*member)()) {
  m(); m[1]; m + m; m->x; m++; m, 1; 5_later; m.v(); pointer(); (m.*member)(); (*pointer)();
  static_cast<lib::task<int>>(m); lib::task<int>(m); (lib::task<int>)m; m.operator()();
  co_await m; (void)m(); &m(); *m(); !m(); m() = m(); m() += 1;
  static_cast<void>(m(), m()); void(m()), (void)0, (void)(void)m();
}

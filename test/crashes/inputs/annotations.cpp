#include <generic/lazy_task.h>
[[clang::annotate("corolint::blocking")]] int blocks();
[[clang::annotate("corolint::")]] int empty();
[[clang::annotate("corolint::no-such-word", 1, "two")]] int word();
[[clang::annotate("")]] int none();
[[clang::annotate()]] int nothing();
[[clang::annotate(missing)]] int unknown();
[[corolint::blocking]] int own();
struct [[clang::annotate("corolint::blocking")]] S { [[clang::annotate("corolint::blocking")]] int field; };
lib::task<void> run(S s) { blocks(); empty(); word(); none(); nothing(); unknown(); own(); s.field; co_return; }

struct task {};
task run() { co_return; }
int main() { co_await run(); co_yield 1; }

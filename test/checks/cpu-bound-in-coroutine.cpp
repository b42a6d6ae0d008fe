// RUN: %check
// RUN: %check --suffix=LIST --option "Functions=app::render; Model::train" -- -DLISTED
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/thread_pool.hpp>
#include <asio/use_awaitable.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>

#include <string>

// As libsodium, OpenSSL and libcrypt declare them.
extern "C" {
int crypto_pwhash(unsigned char *out, unsigned long long outlen, const char *passwd, unsigned long long passwdlen,
                  const unsigned char *salt, unsigned long long opslimit, size_t memlimit, int alg);
int crypto_pwhash_str_verify(const char *str, const char *passwd, unsigned long long passwdlen);
int crypto_generichash(unsigned char *out, size_t outlen, const unsigned char *in, unsigned long long inlen,
                       const unsigned char *key, size_t keylen);
struct evp_md_st;
int PKCS5_PBKDF2_HMAC(const char *pass, int passlen, const unsigned char *salt, int saltlen, int iter,
                      const struct evp_md_st *digest, int keylen, unsigned char *out);
struct rsa_st;
struct bignum_st;
typedef struct bignum_st BIGNUM;
struct bn_gencb_st;
int RSA_generate_key_ex(struct rsa_st *rsa, int bits, BIGNUM *e, struct bn_gencb_st *cb);
char *crypt(const char *phrase, const char *setting);
}

namespace app {
std::string render(int page);
std::string render_cached(int page);
cppcoro::task<std::string> render(std::string page);
struct Model {
  void train(int rounds);
};
} // namespace app

#ifndef LISTED
//===-- Made to be slow ------------------------------------------------------------------===//

cppcoro::task<bool> verifies(std::string password, std::string stored) {
  co_return crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'crypto_pwhash_str_verify' hashes a password, which is made to take long: nothing else on the thread of coroutine 'verifies' runs until it returns [coro-cpu-bound-in-coroutine]
}

cppcoro::task<> hashes(unsigned char *out, std::string password, const unsigned char *salt) {
  crypto_pwhash(out, 32, password.data(), password.size(), salt, 2, 67108864, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'crypto_pwhash' hashes a password
  co_return;
}

asio::awaitable<void> derives(std::string password, unsigned char *out) {
  PKCS5_PBKDF2_HMAC(password.data(), int(password.size()), nullptr, 0, 600000, nullptr, 32, out);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'PKCS5_PBKDF2_HMAC' derives a key, which is made to take long: nothing else on the thread of coroutine 'derives'
  co_return;
}

asio::awaitable<void> generates(rsa_st *rsa, BIGNUM *e) {
  RSA_generate_key_ex(rsa, 4096, e, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'RSA_generate_key_ex' looks for large primes, for as long as it takes
  co_return;
}

cppcoro::task<std::string> old_school(std::string password) {
  co_return crypt(password.c_str(), "$6$salt$");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'crypt' hashes a password
}

void handler(asio::io_context &io, std::string password) {
  asio::post(io, [password] { crypt(password.c_str(), "$6$salt$"); });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'crypt' hashes a password, which is made to take long: the loop that runs this handler stands still until it returns
}

//===-- Where nobody waits ------------------------------------------------------------------===//

cppcoro::task<bool> moves(cppcoro::static_thread_pool &pool, std::string password, std::string stored) {
  co_await pool.schedule();
  // ok: a thread of the pool
  co_return crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

void to_pool(asio::thread_pool &pool, std::string password) {
  // ok: the same
  asio::post(pool, [password] { crypt(password.c_str(), "$6$salt$"); });
}

asio::awaitable<void> spawns(asio::thread_pool &pool, std::string password) {
  // ok: the coroutine runs on the pool
  co_await asio::co_spawn(
      pool,
      [&]() -> asio::awaitable<void> {
        crypt(password.c_str(), "$6$salt$");
        co_return;
      },
      asio::use_awaitable);
}

// ok: no coroutine
bool plain(std::string password, std::string stored) {
  return crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
}

cppcoro::task<> quick(unsigned char *out, std::string text) {
  // ok: a hash that is made to be fast
  crypto_generichash(out, 32, reinterpret_cast<const unsigned char *>(text.data()), text.size(), nullptr, 0);
  co_return;
}

namespace own {
char *crypt(const char *, const char *);
// ok: the project's own
cppcoro::task<> encrypts() {
  crypt("", "");
  co_return;
}
} // namespace own

// ok: not listed
cppcoro::task<> unlisted(app::Model &model) {
  app::render(1);
  model.train(10);
  co_return;
}
#else
//===-- What the project lists --------------------------------------------------------------===//

cppcoro::task<> listed(app::Model &model) {
  app::render(1);
  // CHECK-MESSAGES-LIST: :[[@LINE-1]]:3: warning: 'render' computes for long: nothing else on the thread of coroutine 'listed' runs until it returns
  model.train(10);
  // CHECK-MESSAGES-LIST: :[[@LINE-1]]:9: warning: 'train' computes for long
  // ok: another name
  app::render_cached(1);
  // ok: the overload that is a coroutine
  co_await app::render("1");
}
#endif

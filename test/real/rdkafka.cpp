// Blocking calls of librdkafka, with its real headers.
// REQUIRES: rdkafka
// RUN: %check --real --checks=coro-blocking-network-call -- -I%S/inputs
#include "task.h"
#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafkacpp.h>

Task c(rd_kafka_t *kafka) {
  rd_kafka_consumer_poll(kafka, 100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'rd_kafka_consumer_poll' waits for a message or an event: {{.*}} [coro-blocking-network-call]
  rd_kafka_flush(kafka, 1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'rd_kafka_flush' waits until all messages are delivered
  rd_kafka_commit(kafka, nullptr, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'rd_kafka_commit' waits for the broker
  // ok: these take what is there.
  rd_kafka_poll(kafka, 0);
  rd_kafka_consumer_poll(kafka, 0);
  // ok: in the background.
  rd_kafka_commit(kafka, nullptr, 1);
  co_return;
}

Task cpp(RdKafka::KafkaConsumer &consumer, RdKafka::Producer &producer) {
  delete consumer.consume(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'consume' waits for a message
  consumer.commitSync();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'commitSync' waits for the broker
  producer.flush(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'flush' waits until all messages are delivered
  // ok: these take what is there, or go on in the background.
  delete consumer.consume(0);
  producer.poll(0);
  consumer.commitAsync();
  co_return;
}

-- KEYS: idempotency key   ARGV: fingerprints, longest send to Kafka in ms
-- Answers {verdict, job id}.
return {stands_for(KEYS[1], ARGV[1], ARGV[2])}

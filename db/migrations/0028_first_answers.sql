-- The answer to a write that carried an Idempotency-Key, byte for byte: what it shows may change before
-- it is asked for again.
alter table idempotency_keys add column sealed_answer bytea;

-- KEYS: worker, workers   ARGV: worker id, announcement, its life in ms
-- By the server's clock, since those of the workers may differ.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('ZADD', KEYS[2], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[3])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return 1

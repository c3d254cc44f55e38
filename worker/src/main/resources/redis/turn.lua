-- KEYS: sweeping   ARGV: period in ms
-- Answers the time, by which the sweep begins, or nothing if it is not time yet.
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('SET', KEYS[1], now, 'PX', ARGV[1], 'NX') and now or false

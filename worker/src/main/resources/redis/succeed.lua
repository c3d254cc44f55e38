-- KEYS: job, key part, images…   ARGV: job id, attempt, time to live in ms, time the tombstone stays in ms,
--   new state, old state; number and sealed picture of the last one, unless it was handed over before
local job = redis.call('HMGET', KEYS[1], 'state', 'attempt')
if job[1] ~= ARGV[6] or job[2] ~= ARGV[2] then return 0 end
local event = {kind = 'state', job = ARGV[1], state = ARGV[5]}
if ARGV[7] then
  redis.call('SET', KEYS[3 + ARGV[7]], ARGV[8], 'PX', ARGV[3])
  redis.call('HSET', KEYS[1], 'drawn', ARGV[7] + 1)
  event.n = tonumber(ARGV[7])
end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('DEL', KEYS[2])
redis.call('HSET', KEYS[1], 'state', ARGV[5], 'ended', now, 'expires', now + ARGV[3])
redis.call('PEXPIRE', KEYS[1], ARGV[3] + ARGV[4])
for i = 3, #KEYS do redis.call('PEXPIRE', KEYS[i], ARGV[3]) end
redis.call('PUBLISH', 'darkroom.events', cjson.encode(event))
return 1

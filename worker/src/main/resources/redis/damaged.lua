-- What is stored of the job cannot be read. It fails, or goes if not even that can be noted.
-- KEYS: job, key part, waiting   ARGV: job id, code, time it stays in ms, new state, old states…
redis.call('ZREM', KEYS[3], ARGV[1])
if redis.call('TYPE', KEYS[1])['ok'] ~= 'hash' then
  redis.call('DEL', KEYS[1], KEYS[2])
  return 0
end
-- It may have been deleted since it was found damaged.
local state, open = redis.call('HGET', KEYS[1], 'state'), false
for i = 5, #ARGV do open = open or state == ARGV[i] end
if not open then return 0 end
redis.call('DEL', KEYS[2])
local drawn = math.min(tonumber(redis.call('HGET', KEYS[1], 'drawn')) or 0, 64)
for n = 0, drawn - 1 do redis.call('DEL', 'image:' .. ARGV[1] .. ':' .. n) end
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('HSET', KEYS[1], 'state', ARGV[4], 'code', ARGV[2], 'ended', now, 'expires', now + ARGV[3])
redis.call('HDEL', KEYS[1], 'seed')
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', 'darkroom.events',
  cjson.encode({kind = 'state', job = ARGV[1], state = ARGV[4], code = ARGV[2]}))
return 1

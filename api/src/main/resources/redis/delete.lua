-- KEYS: job, jobs of the owner, waiting, key part, images…   ARGV: job id, owner, time the tombstone stays in ms
local job = redis.call('HMGET', KEYS[1], 'owner', 'state', 'retain')
if job[1] ~= ARGV[2] or job[2] == 'cancelled' then return 0 end
for i = 4, #KEYS do redis.call('DEL', KEYS[i]) end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], 'owner', ARGV[2], 'state', 'cancelled', 'retain', job[3])
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('ZREM', KEYS[3], ARGV[1])
redis.call('PUBLISH', 'darkroom.events', cjson.encode({kind = 'state', job = ARGV[1], state = 'cancelled'}))
return 1

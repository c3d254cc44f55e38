-- KEYS: job, jobs of the owner, waiting, lane, left, key part, images…   ARGV: job id, owner, time the tombstone stays in ms, new state
local job = redis.call('HMGET', KEYS[1], 'owner', 'state', 'retain', 'place', 'cost')
if job[1] ~= ARGV[2] or job[2] == ARGV[4] then return 0 end
-- The tombstone has the times that a deletion receipt tells, and no more.
local time = redis.call('TIME')
local tombstone = {'owner', ARGV[2], 'state', ARGV[4], 'retain', job[3] or '0', 'was', job[2] or '', 'lane', string.sub(KEYS[4], 6),
  'deleted', time[1] * 1000 + math.floor(time[2] / 1000)}
local told = {created = true, deadline = true, ended = true, expires = true, drawn = true}
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  if told[all[i]] or string.sub(all[i], 1, 5) == 'gone:' then
    table.insert(tombstone, all[i])
    table.insert(tombstone, all[i + 1])
  end
end
for i = 6, #KEYS do redis.call('DEL', KEYS[i]) end
redis.call('DEL', KEYS[1])
redis.call('HSET', KEYS[1], unpack(tombstone))
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('ZREM', KEYS[2], ARGV[1])
if redis.call('ZREM', KEYS[3], ARGV[1]) == 1 and job[4] and job[5] then
  -- Those behind it need not wait for what it would have cost.
  redis.call('ZADD', KEYS[5], job[4], ARGV[1] .. ' ' .. job[5])
  redis.call('PEXPIRE', KEYS[5], math.max(1, redis.call('PTTL', KEYS[4])))
end
redis.call('PUBLISH', 'darkroom.events', cjson.encode({kind = 'state', job = ARGV[1], state = ARGV[4]}))
return 1

-- Enters a job, for the first time or again. KEYS as in accept.lua; ends: when it has certainly ended. The first write is one that
-- a full Redis refuses, which then leaves everything as it was.
local function enter(id, owner, spec, created, deadline, key_part, seed, retain, key_life, life, cost, digest, state, ends)
  local place = redis.call('HINCRBY', KEYS[6], 'jobs', 1) - 1
  local cost_before = redis.call('HINCRBY', KEYS[6], 'cost', cost) - cost
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[1], 'owner', owner, 'state', state, 'spec', spec, 'created', created, 'deadline', deadline,
    'retain', retain, 'place', place, 'cost', cost, 'cost_before', cost_before,
    'digest', digest)
  if seed ~= '' then redis.call('HSET', KEYS[1], 'seed', seed) end
  redis.call('PEXPIRE', KEYS[1], life)
  redis.call('SET', KEYS[2], key_part, 'PX', key_life)
  for _, index in ipairs({KEYS[3], KEYS[4]}) do redis.call('ZADD', index, created, id) end
  redis.call('ZADD', KEYS[9], place, id)
  redis.call('ZADD', KEYS[7], ends, id)
  for _, index in ipairs({KEYS[3], KEYS[4], KEYS[6], KEYS[7], KEYS[9]}) do
    if redis.call('PTTL', index) < tonumber(life) then redis.call('PEXPIRE', index, life) end
  end
end


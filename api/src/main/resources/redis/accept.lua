-- KEYS: job, key part, jobs of the owner, waiting, idempotency key or '', lane, jobs in flight, work of the owner, open, left
-- ARGV: see below. Answers {verdict, …} and changes nothing unless the verdict is 'accepted', with which goes the id of the job whose
-- place it took, if it did. All that is refused is refused before the first write.
local id, owner, spec, created, deadline, key_part, seed, retain, key_life, life, cost, digest, fingerprints,
  longest_send, most_in_flight, work_per_ms, most_work = unpack(ARGV)

local verdict, earlier = stands_for(KEYS[5], fingerprints, longest_send)
if verdict ~= 'new' and verdict ~= 'stranded' then return {verdict, earlier} end
-- An id that its client chose may be anybody's; one that is stranded under it is the same request's.
local again = earlier == id
if not again and redis.call('EXISTS', KEYS[1]) == 1 then return {'taken'} end

-- In flight is what its own hash says; the set only finds them, and forgets by itself what nobody took out.
local ended = {}
if redis.call('ZCOUNT', KEYS[7], now, '+inf') >= tonumber(most_in_flight) then
  local live = 0
  for _, job in ipairs(redis.call('ZRANGEBYSCORE', KEYS[7], now, '+inf')) do
    local state = redis.call('HGET', 'job:' .. job, 'state')
    if state == 'accepted' or state == 'queued' or state == 'running' then live = live + 1 else table.insert(ended, job) end
  end
  if live >= tonumber(most_in_flight) then return {'in_flight'} end
end

-- A token bucket. A job that costs more than the bucket holds passes when it is full, and leaves a debt.
local most = tonumber(most_work)
local bucket = redis.call('HMGET', KEYS[8], 'left', 'at')
local left = most
if bucket[1] then left = math.min(most, bucket[1] + math.max(0, now - bucket[2]) * work_per_ms) end
local missing = math.min(tonumber(cost), most) - left
if missing > 0 then return {'work', tostring(math.ceil(missing / work_per_ms))} end

enter(id, owner, spec, created, deadline, key_part, seed, retain, key_life, life, cost, digest, 'accepted', now + longest_send)
if KEYS[5] ~= '' then redis.call('SET', KEYS[5], string.match(fingerprints, '^%S+') .. ' ' .. id .. ' ' .. now, 'PX', life) end
left = left - cost
redis.call('HSET', KEYS[8], 'left', tostring(left), 'at', now)
redis.call('PEXPIRE', KEYS[8], math.ceil((most - left) / work_per_ms) + 1)

-- Housekeeping: what ended, what was left by an API that died, the owner's oldest jobs of which nothing is known any more, and
-- what waits no longer at the head of the lane.
redis.call('ZREMRANGEBYSCORE', KEYS[7], '-inf', now)
for _, job in ipairs(ended) do redis.call('ZREM', KEYS[7], job) end
local displaced = verdict == 'stranded' and not again
if displaced then
  redis.call('DEL', 'job:' .. earlier, 'key:' .. earlier)
  for _, index in ipairs({KEYS[3], KEYS[4], KEYS[7], KEYS[9]}) do redis.call('ZREM', index, earlier) end
end
for _, job in ipairs(redis.call('ZRANGE', KEYS[3], 0, 3)) do
  if redis.call('EXISTS', 'job:' .. job) == 0 then redis.call('ZREM', KEYS[3], job) end
end
for _, job in ipairs(redis.call('ZRANGE', KEYS[4], 0, 3)) do
  if redis.call('EXISTS', 'key:' .. job) == 0 then redis.call('ZREM', KEYS[4], job) end
end
local head = redis.call('HGET', 'job:' .. redis.call('ZRANGE', KEYS[4], 0, 0)[1], 'place')
if head then redis.call('ZREMRANGEBYSCORE', KEYS[10], '-inf', '(' .. head) end
return {'accepted', displaced and earlier or nil}

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- What an idempotency key stands for: a verdict and the id of its job. One of the fingerprints must be its own. A job that has been 'accepted' for longer than any
-- send to Kafka takes is 'stranded': its API died in between, and the same request may take its place.
local function stands_for(key, fingerprints, longest_send)
  local known = key ~= '' and redis.call('GET', key)
  if not known then return 'new' end
  local print, id, at = string.match(known, '^(%S+) (%S+) (%d+)$')
  if not string.find(' ' .. fingerprints .. ' ', ' ' .. print .. ' ', 1, true) then return 'reused' end
  if redis.call('HGET', 'job:' .. id, 'state') ~= 'accepted' then return 'earlier', id end
  return now - at < tonumber(longest_send) and 'in_progress' or 'stranded', id
end


-- KEYS: open   ARGV: slots
-- Answers {jobs of the lane that are being drawn, what is left of their cost}. Only the oldest that have not ended can be, so
-- no more are looked at than there are slots and a few that linger; those that have ended, which left no key part, are
-- forgotten on the way.
local running, left, rounds, ended
rounds = 0
repeat
  running, left, ended = 0, 0, 0
  for _, id in ipairs(redis.call('ZRANGE', KEYS[1], 0, ARGV[1] + 15)) do
    if redis.call('EXISTS', 'key:' .. id) == 0 then
      redis.call('ZREM', KEYS[1], id)
      ended = ended + 1
    else
      local job = redis.call('HMGET', 'job:' .. id, 'state', 'cost', 'step', 'steps')
      if job[1] == 'running' and job[2] then
        running = running + 1
        local done = job[3] and job[4] and tonumber(job[4]) > 0 and job[3] / job[4] or 0
        left = left + job[2] * (1 - done)
      end
    end
  end
  rounds = rounds + 1
until ended == 0 or rounds == 8
return {running, tostring(left)}

-- The worker lives that the job was taken from: its attempt has not vanished.
-- KEYS: job   ARGV: attempt
local job = redis.call('HMGET', KEYS[1], 'state', 'vanished')
if (job[1] ~= 'running' and job[1] ~= 'queued') or not job[2] then return 0 end
local left, found = string.gsub(' ' .. job[2], ' ' .. ARGV[1] .. ' ', ' ')
if found == 1 then redis.call('HSET', KEYS[1], 'vanished', string.sub(left, 2)) end
return found

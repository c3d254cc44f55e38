-- KEYS: job, key part
-- Answers nothing if nothing is known of the job, else {state, '1' if its pictures are to be kept, 1 if it can be opened}.
local job = redis.call('HMGET', KEYS[1], 'state', 'retain')
if not job[1] then return false end
return {job[1], job[2] or '0', redis.call('EXISTS', KEYS[2])}

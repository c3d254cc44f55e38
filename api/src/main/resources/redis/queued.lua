-- KEYS: job   ARGV: job id
-- A worker may have been faster: then the job is past being queued.
if redis.call('HGET', KEYS[1], 'state') ~= 'accepted' then return 0 end
redis.call('HSET', KEYS[1], 'state', 'queued')
redis.call('PUBLISH', 'darkroom.events', cjson.encode({kind = 'state', job = ARGV[1], state = 'queued'}))
return 1

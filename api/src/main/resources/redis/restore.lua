-- KEYS: as in accept.lua   ARGV: see below. A job that Redis knows anything of, be it that it was deleted, stays as it is.
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local id, owner, spec, created, deadline, key_part, seed, retain, key_life, life, cost, digest, state = unpack(ARGV)
local time = redis.call('TIME')
local ends = time[1] * 1000 + math.floor(time[2] / 1000) + key_life
enter(id, owner, spec, created, deadline, key_part, seed, retain, key_life, life, cost, digest, state, ends)
redis.call('PUBLISH', 'darkroom.events', cjson.encode({kind = 'state', job = id, state = state}))
return 1

-- KEYS: job, image, reading   ARGV: owner, token, time a loan lasts in ms
-- Answers nothing unless the owner has such a job, else its fields; and if the picture is there, the picture, or '' if it may be
-- read once and another reader has it, and whether it is lent.
local fields = redis.pcall('HGETALL', KEYS[1])
-- What is no hash is no job of anybody's.
if fields.err then return false end
local job = {}
for i = 1, #fields, 2 do job[fields[i]] = fields[i + 1] end
if job.owner ~= ARGV[1] then return false end
local picture = redis.pcall('GET', KEYS[2])
local whole, spec = pcall(cjson.decode, job.spec)
if type(picture) ~= 'string' or not whole or type(spec) ~= 'table' then return {fields} end
if spec.delivery ~= 'once' then return {fields, picture, 0} end
if not redis.call('SET', KEYS[3], ARGV[2], 'PX', ARGV[3], 'NX') then return {fields, '', 1} end
return {fields, picture, 1}

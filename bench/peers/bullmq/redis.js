import { Redis } from "ioredis";

/** A connection as BullMQ wants it: commands wait for a broken one as long as it takes. */
export const connection = () => new Redis(process.env.REDIS_URL, { maxRetriesPerRequest: null });

/** JSON of whatever shape, as `JSON.parse` types it, for code that looks into it. */
export type AnyJson = ReturnType<typeof JSON.parse>;

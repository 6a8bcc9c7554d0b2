/** The catalogue's own words are English already. */
export const words: Record<string, string> = {};

import { colours } from '@/ui/tokens';

/** The ground below a cut-out, that of the day at night too: dark clothes on a dark ground are not seen. */
export const STUDIO = { '& > div:has(> img)': { bgcolor: colours.light.sunken } } as const;

/** Line drawings that the first page does without. */
import { line } from './icons';

export const BackIcon = line('M14.5 5.5L8 12l6.5 6.5');
export const ForwardIcon = line('M9.5 5.5L16 12l-6.5 6.5');
export const PlusIcon = line('M12 5v14M5 12h14');
export const MinusIcon = line('M5 12h14');
export const TickIcon = line('M5 12.5l4.5 4.5L19 7.5');
/** A pile of pieces, and one more. */
export const CollectIcon = line('M4.5 9.5h15v11h-15zM7 6.5h10M9 3.5h6M12 12.5v5M9.5 15h5');
export const DownIcon = line('M6 9.5l6 6 6-6');
export const SwapIcon = line('M4.5 9h13M14 5.5L17.5 9M19.5 15h-13M10 18.5L6.5 15');

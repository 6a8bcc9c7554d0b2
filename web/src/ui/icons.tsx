/** The few line drawings the app needs (a package of icons would weigh more than all pages). */
import SvgIcon, { type SvgIconProps } from '@mui/material/SvgIcon';

export function line(path: string) {
  return function Icon(props: SvgIconProps) {
    return (
      <SvgIcon {...props}>
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </SvgIcon>
    );
  };
}

const HEART = 'M12 20s-7.5-4.6-7.5-10.2A4.3 4.3 0 0 1 12 7.2a4.3 4.3 0 0 1 7.5 2.6C19.5 15.4 12 20 12 20z';

export const CrossIcon = line('M6 6l12 12M18 6L6 18');
export const HeartIcon = line(HEART);
export const UndoIcon = line('M9 7L4.5 11.5 9 16M5 11.5h9a5 5 0 0 1 0 10h-2');
export const InfoIcon = line('M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17zM12 11v5.5M12 7.6v.1');
export const FilterIcon = line(
  'M4 7h10M18 7h2M4 17h2M10 17h10M16 4.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5zM8 14.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z',
);
export const SearchIcon = line('M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20');
export const PersonIcon = line('M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20.5a7.5 7.5 0 0 1 15 0');
export const BagIcon = line('M5.5 8.5h13l1 12h-15zM9 11V7a3 3 0 0 1 6 0v4');
export const HangerIcon = line(
  'M9.8 6.4A2.2 2.2 0 1 1 12 8.6v1.2l8.6 6.1a1 1 0 0 1-.6 1.8H4a1 1 0 0 1-.6-1.8L12 9.8',
);
export const CardsIcon = line(
  'M8 6.5h9a1.5 1.5 0 0 1 1.5 1.5v11a1.5 1.5 0 0 1-1.5 1.5H8A1.5 1.5 0 0 1 6.5 19V8A1.5 1.5 0 0 1 8 6.5zM9 3.5h6',
);

export function FullHeartIcon(props: SvgIconProps) {
  return (
    <SvgIcon {...props}>
      <path d={HEART} fill="currentColor" />
    </SvgIcon>
  );
}

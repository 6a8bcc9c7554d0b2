/** The way to the places of the app: a bar below on phones, links above on wider screens. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Link } from '@tanstack/react-router';
import { useUser } from '@/features/accounts/useUser';
import { useTexts } from '@/lib/texts';
import { BagIcon, CardsIcon, HangerIcon, HeartIcon, PersonIcon, SearchIcon } from '@/ui/icons';
import { fonts, pageWidth } from '@/ui/tokens';

function usePlaces() {
  const { navigation } = useTexts();
  const isKnown = useUser() !== null;
  return [
    { to: '/', label: navigation.deck, Icon: CardsIcon },
    { to: '/search', label: navigation.search, Icon: SearchIcon },
    { to: '/boutiques', label: navigation.boutiques, Icon: null }, // on phones by way of the search
    { to: '/favourites', label: navigation.favourites, Icon: HeartIcon },
    ...(isKnown ? [{ to: '/wardrobe', label: navigation.wardrobe, Icon: HangerIcon } as const] : []),
    { to: '/cart', label: navigation.cart, Icon: BagIcon },
    isKnown
      ? { to: '/me', label: navigation.me, Icon: PersonIcon }
      : { to: '/sign-in', label: navigation.signIn, Icon: PersonIcon },
  ] as const;
}

export function TopBar() {
  const places = usePlaces();
  const { navigation } = useTexts();
  return (
    <Box component="header" sx={TOP}>
      <Box sx={TOP_ROW}>
        <Box component={Link} to="/" sx={WORDMARK}>
          Modiste
        </Box>
        <Box
          component="nav"
          aria-label={navigation.main}
          sx={{ display: { xs: 'none', md: 'flex' }, gap: 0.5 }}
        >
          {places.map(({ to, label }) => (
            <ButtonBase key={to} component={Link} to={to} activeOptions={{ exact: to === '/' }} sx={TOP_LINK}>
              {label}
            </ButtonBase>
          ))}
        </Box>
      </Box>
    </Box>
  );
}

export function BottomBar() {
  const places = usePlaces();
  const { navigation } = useTexts();
  return (
    <Box component="nav" aria-label={navigation.main} sx={BOTTOM}>
      {places.map(
        ({ to, label, Icon }) =>
          Icon && (
            <ButtonBase
              key={to}
              component={Link}
              to={to}
              activeOptions={{ exact: to === '/' }}
              sx={BOTTOM_LINK}
            >
              <Icon />
              <span>{label}</span>
            </ButtonBase>
          ),
      )}
    </Box>
  );
}

const TOP = {
  position: { xs: 'static', md: 'sticky' },
  top: 0,
  zIndex: 'appBar',
  bgcolor: 'background.default',
  borderBottom: { xs: 0, md: 1 },
  borderColor: { md: 'divider' },
} as const;

const TOP_ROW = {
  display: 'flex',
  alignItems: 'center',
  maxWidth: pageWidth,
  minHeight: { xs: 48, md: 68 },
  mx: 'auto',
  px: { xs: 2, md: 4 },
} as const;

const WORDMARK = {
  display: 'inline-flex',
  alignItems: 'center',
  minHeight: 48,
  fontFamily: fonts.display,
  fontSize: { xs: '1.625rem', md: '2rem' },
  lineHeight: 1,
  letterSpacing: '-0.02em',
  color: 'inherit',
  textDecoration: 'none',
  mr: 'auto',
} as const;

/** Where one is: a stitch of red thread under the word. */
const STITCH = {
  content: '""',
  position: 'absolute',
  left: '50%',
  width: 22,
  marginLeft: '-11px',
  height: 3,
  borderRadius: 2,
  bgcolor: 'secondary.main',
} as const;

const TOP_LINK = {
  px: 2,
  minHeight: 48,
  borderRadius: 1,
  font: 'inherit',
  fontWeight: 500,
  color: 'text.secondary',
  '&:hover': { color: 'text.primary' },
  '&[data-status=active]': { color: 'text.primary' },
  '&[data-status=active]::after': { ...STITCH, bottom: 6 },
} as const;

const BOTTOM = {
  display: { xs: 'grid', md: 'none' },
  gridAutoFlow: 'column',
  gridAutoColumns: 'minmax(max-content, 1fr)',
  overflowX: 'auto', // large letters need more than the window: pushed sideways, none covers another
  scrollbarWidth: 'none',
  bgcolor: 'background.default',
  borderTop: 1,
  borderColor: 'divider',
  pb: 'env(safe-area-inset-bottom)',
} as const;

const BOTTOM_LINK = {
  flexDirection: 'column',
  gap: 0.25,
  minHeight: 62,
  minWidth: 0,
  px: 0.25,
  font: 'inherit',
  fontSize: '0.75rem',
  fontWeight: 500,
  color: 'text.secondary',
  '&[data-status=active]': { color: 'text.primary' },
  '&[data-status=active]::after': { ...STITCH, top: 0 },
} as const;

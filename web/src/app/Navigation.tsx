/** The way to the four places of the app: a bar below on phones, links above on wider screens. */
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { Link } from '@tanstack/react-router';
import { useUser } from '@/features/accounts/useUser';
import { CardsIcon, HeartIcon, PersonIcon, SearchIcon } from '@/ui/icons';

function usePlaces() {
  const isKnown = useUser() !== null;
  return [
    { to: '/', label: 'Deck', Icon: CardsIcon },
    { to: '/search', label: 'Search', Icon: SearchIcon },
    { to: '/favourites', label: 'Favourites', Icon: HeartIcon },
    isKnown
      ? { to: '/me', label: 'Me', Icon: PersonIcon }
      : { to: '/sign-in', label: 'Sign in', Icon: PersonIcon },
  ] as const;
}

const ACTIVE = { '&[data-status=active]': { color: 'primary.main' } };

export function TopBar() {
  const places = usePlaces();
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 'appBar',
        bgcolor: 'background.default',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          maxWidth: 1200,
          minHeight: { xs: 52, md: 64 },
          mx: 'auto',
          px: { xs: 2, md: 3 },
        }}
      >
        <Box
          component={Link}
          to="/"
          sx={{
            typography: 'h2',
            color: 'inherit',
            textDecoration: 'none',
            letterSpacing: '0.01em',
            mr: 'auto',
          }}
        >
          Modiste
        </Box>
        <Box component="nav" aria-label="Main" sx={{ display: { xs: 'none', md: 'flex' }, gap: 1 }}>
          {places.map(({ to, label }) => (
            <ButtonBase
              key={to}
              component={Link}
              to={to}
              activeOptions={{ exact: to === '/' }}
              sx={{
                px: 2,
                minHeight: 48,
                borderRadius: '14px',
                font: 'inherit',
                fontWeight: 600,
                color: 'text.secondary',
                ...ACTIVE,
              }}
            >
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
  return (
    <Box
      component="nav"
      aria-label="Main"
      sx={{
        display: { xs: 'grid', md: 'none' },
        gridTemplateColumns: 'repeat(4, 1fr)',
        position: 'sticky',
        bottom: 0,
        zIndex: 'appBar',
        bgcolor: 'background.paper',
        borderTop: 1,
        borderColor: 'divider',
        pb: 'env(safe-area-inset-bottom)',
      }}
    >
      {places.map(({ to, label, Icon }) => (
        <ButtonBase
          key={to}
          component={Link}
          to={to}
          activeOptions={{ exact: to === '/' }}
          sx={{
            flexDirection: 'column',
            gap: 0.25,
            minHeight: 60,
            fontFamily: 'inherit',
            fontSize: '0.75rem',
            color: 'text.secondary',
            ...ACTIVE,
          }}
        >
          <Icon fontSize="small" />
          {label}
        </ButtonBase>
      ))}
    </Box>
  );
}

/** The deck for those who are signed in, a welcome for those who are not. */
import { useSearch } from '@tanstack/react-router';
import { useUser } from '@/features/accounts/useUser';
import { DeckPage } from './deck/DeckPage';
import { WelcomePage } from './welcome/WelcomePage';

export function HomePage() {
  const user = useUser();
  const wish = useSearch({ from: '/' });
  return user ? <DeckPage key={user.id} user={user} wish={wish} /> : <WelcomePage />;
}

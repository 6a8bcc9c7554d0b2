/** The deck for those who are signed in, a welcome for those who are not. */
import { Welcome } from '@/features/accounts/Welcome';
import { useUser } from '@/features/accounts/useUser';
import { DeckPage } from './deck/DeckPage';

export function HomePage() {
  const user = useUser();
  return user ? <DeckPage key={user.id} user={user} /> : <Welcome />;
}

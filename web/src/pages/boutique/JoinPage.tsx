/** Where the link of an invitation leads: which boutique it is, and one press to work there. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Problem, messageOf } from '@/api/problem';
import { useUser } from '@/features/accounts/useUser';
import { invitedQuery, useJoining } from '@/features/boutiques/people';
import { useTexts } from '@/lib/texts';
import { usePeopleTexts } from '@/lib/texts/people';
import { NotFound } from '@/pages/NotFound';
import { Trouble } from '@/pages/Trouble';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';

export default function JoinPage() {
  const texts = usePeopleTexts();
  const { common } = useTexts();
  const { token = '' } = useSearch({ from: '/boutique/join' });
  const { data: invited, error, refetch } = useQuery({ ...invitedQuery(token), enabled: token !== '' });
  if (!token) return <NotFound />;
  if (error) {
    const isGone = error instanceof Problem && (error.status === 404 || error.status === 422);
    return isGone ? (
      <Notice isError title={texts.joinGone} text={texts.joinGoneText} />
    ) : (
      <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />
    );
  }
  if (!invited) return <Box role="status" aria-label={common.loading} sx={{ minHeight: 320 }} />;
  return <Invited name={invited.boutique_name} token={token} />;
}

function Invited({ name, token }: { name: string; token: string }) {
  const texts = usePeopleTexts();
  const { signing } = useTexts();
  const user = useUser();
  const navigate = useNavigate();
  const joining = useJoining(() => void navigate({ to: '/boutique' }));
  const next = `/boutique/join?${new URLSearchParams({ token })}`;
  const error = joining.error;
  const isConflict = error instanceof Problem && error.status === 409;
  const asked = user
    ? `${texts.joinText} ${texts.joinAs(user.email)}`
    : `${texts.joinText} ${texts.joinSignIn}`;
  return (
    <Notice
      isError={error !== null}
      title={texts.join(name)}
      text={error ? (isConflict ? texts.joinElsewhere : messageOf(error)) : asked}
    >
      <title>{`${texts.join(name)} · Modiste`}</title>
      {user ? (
        <Button variant="contained" loading={joining.isPending} onClick={() => joining.mutate(token)}>
          {texts.joinAction}
        </Button>
      ) : (
        <>
          <LinkButton to="/sign-in" search={{ next }} variant="contained">
            {signing.toSignIn}
          </LinkButton>
          <LinkButton to="/sign-up" search={{ next }} variant="outlined">
            {signing.toSignUp}
          </LinkButton>
        </>
      )}
    </Notice>
  );
}

/** What the shop thinks a shopper likes, made by the live model, and taking it back (DSA, Art. 27). */
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { messageOf } from '@/api/problem';
import type { Removal, Taste } from '@/api/types';
import { useUser } from '@/features/accounts/useUser';
import { LearntList } from '@/features/recommendations/LearntList';
import { tasteQuery, useRemoval } from '@/features/recommendations/taste';
import { useTexts } from '@/lib/texts';
import { useTasteTexts } from '@/lib/texts/taste';
import { titleOf } from '@/lib/texts/words';
import { LinkButton } from '@/ui/LinkButton';
import { Notice } from '@/ui/Notice';
import { PageTitle } from '@/ui/PageTitle';
import { Stitches } from '@/ui/Stitches';
import { forgetDeck } from '@/pages/deck/decks';
import { ResetSheet } from './ResetSheet';

export default function TastePage() {
  const words = useTasteTexts();
  const { common } = useTexts();
  const userId = useUser()?.id ?? 0;
  const { data, error, refetch } = useQuery(tasteQuery(userId));
  const removal = useRemoval(userId);
  const [isResetting, setResetting] = useState(false);
  const change = (changed: Removal, isOut: boolean) =>
    removal.mutate({ removal: changed, isOut }, { onSuccess: forgetDeck });
  return (
    <Box sx={{ maxWidth: 960, width: 1, mx: 'auto' }}>
      <PageTitle title={words.title}>{words.text}</PageTitle>
      {removal.isError && (
        <Alert severity="error" sx={{ mb: 2 }}>
          {messageOf(removal.error)}
        </Alert>
      )}
      {!data && !error && <Waiting />}
      {!data && error && (
        <Notice isError title={words.title} text={messageOf(error)}>
          <Button variant="contained" onClick={() => void refetch()}>
            {common.tryAgain}
          </Button>
        </Notice>
      )}
      {data && <Learned taste={data} onChange={change} />}
      <Box component="section" sx={{ mt: 6, maxWidth: 620 }}>
        <Typography variant="h2" sx={{ mb: 1 }}>
          {words.how}
        </Typography>
        <Typography color="textSecondary">{words.howText}</Typography>
        {data && data.swipe_count > 0 && (
          <Button variant="outlined" color="error" onClick={() => setResetting(true)} sx={{ mt: 3 }}>
            {words.reset}
          </Button>
        )}
      </Box>
      {isResetting && <ResetSheet userId={userId} onClose={() => setResetting(false)} />}
    </Box>
  );
}

function Learned({
  taste,
  onChange,
}: {
  taste: Taste;
  onChange: (removal: Removal, isOut: boolean) => void;
}) {
  const words = useTasteTexts();
  const { common } = useTexts();
  const more = taste.learnt.filter(({ direction }) => direction === 'more');
  const less = taste.learnt.filter(({ direction }) => direction === 'less');
  const missing = Math.max(0, taste.goal - taste.swipe_count);
  return (
    <>
      {taste.learnt.length === 0 && (
        <Notice title={words.empty} text={missing > 0 ? words.emptyText(missing) : words.noPattern}>
          <LinkButton to="/" variant="contained">
            {common.toDeck}
          </LinkButton>
        </Notice>
      )}
      {missing > 0 && taste.learnt.length > 0 && (
        <Box sx={{ maxWidth: 360, mb: 4 }}>
          <Stitches done={taste.swipe_count} goal={taste.goal} label={words.emptyText(missing)} />
        </Box>
      )}
      <Box sx={COLUMNS}>
        <LearntList title={words.more} facts={more} onRemove={(fact) => onChange(fact, true)} />
        <LearntList title={words.less} facts={less} onRemove={(fact) => onChange(fact, true)} />
      </Box>
      {taste.removed.length > 0 && (
        <Box component="section" aria-label={words.removed} sx={{ mt: 5 }}>
          <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
            {words.removed}
          </Typography>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
            {taste.removed.map((removal) => (
              <Button
                key={`${removal.kind} ${removal.value}`}
                variant="outlined"
                aria-label={words.giveBack(titleOf(removal.label))}
                onClick={() => onChange(removal, false)}
              >
                <s>{titleOf(removal.label)}</s>&ensp;+
              </Button>
            ))}
          </Box>
        </Box>
      )}
    </>
  );
}

function Waiting() {
  const { common } = useTexts();
  return (
    <Box role="status" aria-label={common.loading} sx={COLUMNS}>
      {[0, 1].map((column) => (
        <Box key={column}>
          {Array.from({ length: 5 }, (_, row) => (
            <Skeleton key={row} height={62} />
          ))}
        </Box>
      ))}
    </Box>
  );
}

const COLUMNS = {
  display: 'grid',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'repeat(2, minmax(0, 1fr))' },
  gap: { xs: 4, md: 8 },
} as const;

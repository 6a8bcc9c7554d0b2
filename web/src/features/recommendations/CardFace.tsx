/** What a card of the deck shows: the picture, name, brand, price, and why it is here. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { DeckCard } from '@/api/types';
import { formatMoney } from '@/lib/money';
import { useTexts } from '@/lib/texts';
import { wordOf } from '@/lib/texts/words';
import { Picture, type PictureSource } from '@/ui/Picture';
import { fonts } from '@/ui/tokens';
import { sentenceOf } from './reasons';

interface Props {
  card: DeckCard;
  headingId: string;
  /** Another picture of the same item than the first, and how many there are. */
  picture?: PictureSource | undefined;
  pictureNumber: number;
  pictureCount: number;
}

export function CardFace({ card, headingId, picture, pictureNumber, pictureCount }: Props) {
  const { deck } = useTexts();
  const [reason] = card.reasons;
  return (
    <>
      <Box sx={{ position: 'relative', flex: 1, minHeight: 0 }}>
        <Picture
          picture={picture ?? card}
          alt={`${card.name}, ${wordOf(card.category)}`}
          sizes="(min-width: 900px) 520px, 94vw"
          isFirst
        />
        {pictureCount > 1 && <Pips number={pictureNumber} count={pictureCount} />}
        <Box
          aria-hidden
          sx={{ ...STAMP, left: 18, color: 'secondary.main', '[data-leaning=right] &': LEANING }}
        >
          {deck.save}
        </Box>
        <Box
          aria-hidden
          sx={{ ...STAMP, right: 18, color: 'text.primary', '[data-leaning=left] &': LEANING }}
        >
          {deck.nope}
        </Box>
      </Box>
      <Box sx={{ px: 2.25, pt: 1.75, pb: 2, minHeight: 112 }}>
        <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'baseline', gap: 2 }}>
          <Typography id={headingId} variant="h2" tabIndex={-1} sx={NAME}>
            {card.name}
          </Typography>
          <Typography sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{formatMoney(card.price)}</Typography>
        </Box>
        <Typography variant="body2" color="textSecondary" noWrap sx={{ mt: 0.25 }}>
          {card.brand}
        </Typography>
        {reason && (
          <Typography variant="body2" sx={REASON}>
            {sentenceOf(reason)}
          </Typography>
        )}
      </Box>
    </>
  );
}

function Pips({ number, count }: { number: number; count: number }) {
  return (
    <Box aria-hidden sx={PIPS}>
      {Array.from({ length: count }, (_, index) => (
        <span key={index} data-on={index === number || undefined} />
      ))}
    </Box>
  );
}

const LEANING = { opacity: 'var(--progress, 0)' } as const;

const STAMP = {
  position: 'absolute',
  top: 22,
  px: 2,
  py: 0.5,
  borderRadius: 999,
  bgcolor: 'background.paper',
  fontFamily: fonts.display,
  fontSize: '1.5rem',
  lineHeight: 1.3,
  opacity: 0,
} as const;

const NAME = {
  outline: 'none',
  overflow: 'hidden',
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: '6', // of the longest names in the largest letters
} as const;

const REASON = {
  mt: 1,
  color: 'secondary.main',
  fontWeight: 500,
} as const;

const PIPS = {
  position: 'absolute',
  top: 8,
  left: 14,
  right: 14,
  display: 'flex',
  gap: '4px',
  '& span': { flex: 1, height: 3, borderRadius: 2, bgcolor: 'rgb(31 26 23 / 0.22)' },
  '& span[data-on]': { bgcolor: 'rgb(31 26 23 / 0.75)' },
} as const;

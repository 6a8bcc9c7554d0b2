/** The sizes that fit, kind by kind; a kind unfolds to the sizes that the shop has of it. */
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { kindOf } from '@/features/catalogue/kinds';
import { categoriesQuery, countQuery } from '@/features/catalogue/queries';
import { bySize } from '@/features/catalogue/sizes';
import { useTexts } from '@/lib/texts';
import { ChoiceChips } from '@/ui/ChoiceChips';
import { Fold } from '@/ui/Fold';
import { toggled } from './toggled';

type Sizes = Readonly<Record<string, string[]>>;

const MOST = 10; // sizes of one kind

interface Props {
  sizes: Sizes;
  onChange: (sizes: Record<string, string[]>) => void;
}

export function SizeChoices({ sizes, onChange }: Props) {
  const { account, common } = useTexts();
  const { data: kinds, error, refetch } = useQuery(categoriesQuery);
  if (!kinds && error) {
    return (
      <Box role="alert">
        <Typography sx={{ mb: 2 }}>{account.sizesTrouble}</Typography>
        <Button variant="outlined" onClick={() => void refetch()}>
          {common.tryAgain}
        </Button>
      </Box>
    );
  }
  if (!kinds) return <Skeleton variant="rounded" height={420} />;
  const change = (kind: string, size: string) => {
    const { [kind]: before, ...others } = sizes;
    const after = toggled(before, size, MOST).sort(bySize);
    onChange({ ...others, ...(after.length && { [kind]: after }) });
  };
  return (
    <Box sx={{ borderBottom: 1, borderColor: 'divider' }}>
      {kinds.map(({ slug, name }) => (
        <Fold key={slug} title={kindOf(name)} chosen={sizes[slug]?.join(', ') ?? account.anySize}>
          <SizesOf
            kind={slug}
            label={kindOf(name)}
            chosen={sizes[slug] ?? []}
            onToggle={(size) => change(slug, size)}
          />
        </Fold>
      ))}
    </Box>
  );
}

interface SizesOfProps {
  kind: string;
  label: string;
  chosen: readonly string[];
  onToggle: (size: string) => void;
}

function SizesOf({ kind, label, chosen, onToggle }: SizesOfProps) {
  const { account, common } = useTexts();
  const { data, error, refetch, isPlaceholderData } = useQuery(countQuery({ category: [kind] }));
  if (error && !data)
    return (
      <Button onClick={() => void refetch()}>
        {account.sizesTrouble} {common.tryAgain}
      </Button>
    );
  if (!data || isPlaceholderData) return <Skeleton variant="rounded" width={260} height={48} />;
  const known = data.facets?.size.map(({ value }) => value) ?? [];
  const sizes = [...new Set([...known, ...chosen])].sort(bySize);
  if (sizes.length < 2) return <Typography color="textSecondary">{account.noSizes}</Typography>;
  return (
    <ChoiceChips
      question={label}
      isQuestionHidden
      choices={sizes.map((value) => ({ value, label: value }))}
      chosen={chosen}
      onToggle={onToggle}
    />
  );
}

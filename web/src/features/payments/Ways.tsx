/** How to pay: one of the ways that the shop takes. */
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { messageOf } from '@/api/problem';
import { useOrderTexts } from '@/lib/texts/orders';
import { OneOf } from '@/ui/OneOf';
import { waysQuery } from './payments';

interface Props {
  chosen: string | null;
  onChoose: (way: string) => void;
}

export function Ways({ chosen, onChoose }: Props) {
  const texts = useOrderTexts();
  const { data, error } = useQuery(waysQuery);
  const first = data?.[0];
  if (error) return <Typography role="alert">{messageOf(error)}</Typography>;
  if (!data) return <Box sx={{ minHeight: 52 }} />;
  if (!first) return <Typography color="textSecondary">{texts.noWays}</Typography>;
  return (
    <OneOf
      question={texts.how}
      isQuestionHidden
      choices={data.map(({ name, title }) => ({ value: name, label: title }))}
      chosen={chosen ?? first.name}
      onChoose={onChoose}
    />
  );
}

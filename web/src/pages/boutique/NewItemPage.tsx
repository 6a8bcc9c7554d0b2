/** A new item of the boutique. */
import Box from '@mui/material/Box';
import { useQuery } from '@tanstack/react-query';
import { ownBoutiqueQuery } from '@/features/catalogue/ownItems';
import { useItemTexts } from '@/lib/texts/items';
import { Trouble } from '@/pages/Trouble';
import { BackLink } from '@/ui/BackLink';
import { PageTitle } from '@/ui/PageTitle';
import { ItemEditor } from './ItemEditor';
import { ItemSkeleton } from './ItemSkeleton';

export default function NewItemPage() {
  const texts = useItemTexts();
  const { data: boutique, error, refetch } = useQuery(ownBoutiqueQuery);
  return (
    <Box sx={{ width: 1, maxWidth: 720, mx: 'auto' }}>
      <BackLink to="/boutique/items">{texts.title}</BackLink>
      <PageTitle title={texts.newTitle} />
      {!boutique && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!boutique && !error && <ItemSkeleton />}
      {boutique && <ItemEditor start={null} currency={boutique.currency} />}
    </Box>
  );
}

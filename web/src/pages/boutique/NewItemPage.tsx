/** A new item of the boutique. */
import { useQuery } from '@tanstack/react-query';
import { ownBoutiqueQuery } from '@/features/catalogue/ownItems';
import { useItemTexts } from '@/lib/texts/items';
import { Trouble } from '@/pages/Trouble';
import { BackLink } from '@/ui/BackLink';
import { PageTitle } from '@/ui/PageTitle';
import { BoutiqueFrame } from './BoutiqueFrame';
import { ItemEditor } from './ItemEditor';
import { ItemSkeleton } from './ItemSkeleton';

export default function NewItemPage() {
  const texts = useItemTexts();
  const { data: boutique, error, refetch } = useQuery(ownBoutiqueQuery);
  return (
    <BoutiqueFrame>
      <BackLink to="/boutique/items">{texts.title}</BackLink>
      <PageTitle title={texts.newTitle} />
      {!boutique && error && <Trouble title={texts.trouble} error={error} onRetry={() => void refetch()} />}
      {!boutique && !error && <ItemSkeleton />}
      {boutique && <ItemEditor start={null} currency={boutique.currency} />}
    </BoutiqueFrame>
  );
}

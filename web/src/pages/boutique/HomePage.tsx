/** A boutique's own page: the way to its parts. */
import useMediaQuery from '@mui/material/useMediaQuery';
import { useSellerTexts } from '@/lib/texts/seller';
import { PageTitle } from '@/ui/PageTitle';
import { BoutiqueFrame, BoutiqueParts } from './BoutiqueFrame';

export default function HomePage() {
  const texts = useSellerTexts();
  const isWide = useMediaQuery('(min-width: 900px)', { noSsr: true });
  return (
    <BoutiqueFrame isFirst>
      <PageTitle title={texts.home} />
      {!isWide && <BoutiqueParts />}
    </BoutiqueFrame>
  );
}

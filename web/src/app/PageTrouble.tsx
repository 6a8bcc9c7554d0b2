/** What stands in place of a page that broke, or whose code could not be fetched. */
import Button from '@mui/material/Button';
import { messageOf } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { Notice } from '@/ui/Notice';

export function PageTrouble({ error }: { error: unknown }) {
  const { common } = useTexts();
  return (
    <Notice isError title={common.pageTrouble} text={messageOf(error)}>
      <Button variant="contained" onClick={() => window.location.reload()}>
        {common.loadAgain}
      </Button>
    </Notice>
  );
}

/** What stands in place of a page that broke, or whose code could not be fetched. */
import Button from '@mui/material/Button';
import { messageOf } from '@/api/problem';
import { Notice } from '@/ui/Notice';

export function PageTrouble({ error }: { error: unknown }) {
  return (
    <Notice isError title="This page did not open" text={messageOf(error)}>
      <Button variant="contained" onClick={() => window.location.reload()}>
        Load it again
      </Button>
    </Notice>
  );
}

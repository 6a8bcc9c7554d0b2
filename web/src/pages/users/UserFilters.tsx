/** Words, role and standing to find accounts by. */
import Box from '@mui/material/Box';
import { ROLES, type UserWish } from '@/features/accounts/users';
import { useUserTexts } from '@/lib/texts/users';
import { ChoiceSelect } from '@/ui/ChoiceSelect';
import { WordsField } from '@/ui/WordsField';

interface Props {
  wish: UserWish;
  onChange: (wish: UserWish) => void;
}

export function UserFilters({ wish: { q, role, active }, onChange }: Props) {
  const users = useUserTexts();
  const change = (next: UserWish) => {
    const { q: words, role: ofRole, active: isActive } = { q, role, active, ...next };
    onChange({
      ...(words && { q: words }),
      ...(ofRole && { role: ofRole }),
      ...(isActive !== undefined && { active: isActive }),
    });
  };
  return (
    <Box role="search" sx={BAR}>
      <WordsField label={users.words} value={q ?? ''} onChange={(words) => change({ q: words })} />
      <ChoiceSelect
        label={users.role}
        value={role ?? 'any'}
        choices={[
          { value: 'any', label: users.anyRole },
          ...ROLES.map((value) => ({ value, label: users.roles[value] })),
        ]}
        onChange={(value) => change({ role: value === 'any' ? undefined : value })}
      />
      <ChoiceSelect
        label={users.standing}
        value={active === undefined ? 'all' : active ? 'active' : 'closed'}
        choices={(['all', 'active', 'closed'] as const).map((value) => ({
          value,
          label: users.standings[value],
        }))}
        onChange={(value) => change({ active: value === 'all' ? undefined : value === 'active' })}
      />
    </Box>
  );
}

const BAR = {
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: { xs: 'space-between', md: 'flex-start' },
  alignItems: 'center',
  columnGap: { xs: 2, md: 5 },
  rowGap: 1,
  mb: 2,
  '& > div:first-of-type': { flex: { xs: '1 0 100%', md: '0 1 420px' } },
} as const;

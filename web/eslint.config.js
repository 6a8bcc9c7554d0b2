// Lint rules; above all who may import whom: app -> pages -> features -> ui, lib, api; no feature knows another.
import { readdirSync } from 'node:fs';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('src/features', import.meta.url));

/** Each floor of the house, and the floors that it must not know. */
const floors = [
  { files: ['src/pages/**'], never: ['app'] },
  { files: ['src/ui/**'], never: ['app', 'pages', 'features', 'api'] },
  { files: ['src/api/**'], never: ['app', 'pages', 'features', 'ui'] },
  { files: ['src/lib/**'], never: ['app', 'pages', 'features', 'ui', 'api'] },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**`],
    never: [
      'app',
      'pages',
      ...features.filter((other) => other !== feature).map((other) => `features/${other}`),
    ],
  })),
];

export default defineConfig(
  { ignores: ['dist', 'node_modules', 'src/api/generated'] },
  tseslint.configs.strict,
  reactHooks.configs.flat['recommended-latest'],
  {
    rules: {
      'max-lines': ['error', { max: 250 }],
      'no-restricted-imports': ['error', { patterns: [upward()] }],
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  ...floors.map(({ files, never }) => ({
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            upward(),
            {
              group: never.flatMap((floor) => [`@/${floor}`, `@/${floor}/**`]),
              message: 'Imports run app -> pages -> features -> ui, lib, api, and no feature knows another.',
            },
          ],
        },
      ],
    },
  })),
);

/** `../` would walk around the rule above: another folder is always named from `@/`. */
function upward() {
  return { group: ['../*', '!../budgets.ts', '!../src'], message: "Name another folder from '@/'." };
}

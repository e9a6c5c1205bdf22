import { z } from 'zod';

/** How large an invented county is. */
export const CountySize = z.object({ branches: z.int().positive(), people: z.int().positive() });
export type CountySize = z.infer<typeof CountySize>;

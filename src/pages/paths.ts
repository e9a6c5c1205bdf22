import type { PersonId, UnitId } from '../roster/roster.ts';

const inPath = (id: string): string => id.split('/').map(encodeURIComponent).join('/');

export const unitPath = (unit: UnitId): string => `/p/unit/${inPath(unit)}`;
export const personPath = (person: PersonId): string => `/p/person/${inPath(person)}`;
export const opinionPath = (number: string): string => `/p/opinions/${inPath(number)}`;
export const reviewPath = (document: string): string => `/p/reviews/${inPath(document)}`;
export const requirementPath = (requirement: string, unit: UnitId): string =>
  `/p/requirement/${inPath(requirement)}?unit=${encodeURIComponent(unit)}`;
export const overviewPath = (unit: UnitId): string => `/p?unit=${encodeURIComponent(unit)}`;
export const workbookPath = (unit: UnitId): string => `/p/workbook?unit=${encodeURIComponent(unit)}`;

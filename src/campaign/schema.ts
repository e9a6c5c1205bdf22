import { z } from 'zod';
import type { FLAGS, ROLES } from '../roster/roster.ts';
import { parseDuration } from '../time/duration.ts';
import { isDay, minuteOf } from '../time/zone.ts';
import { quorumText } from './quorum.ts';
import { appraisalSections } from './schema-appraisal.ts';
import { deadline, dueDay } from './schema-deadline.ts';
import { deedSections } from './schema-deeds.ts';
import { documentSections } from './schema-documents.ts';
import { followUpSections } from './schema-follow-ups.ts';
import { opinionSections } from './schema-opinions.ts';

/** Roles and flags by the words the clerk uses in the roster. */
export const ROLE_WORDS = {
  党员: 'member',
  书记: 'secretary',
  副书记: 'deputy',
  班子成员: 'leader',
  主要负责人: 'principal',
  督导: 'supervisor',
  活动办: 'office',
  办公室: 'office',
} as const satisfies Record<string, (typeof ROLES)[number]>;

export const FLAG_WORDS = {
  离退休: 'retired',
  流动: 'mobile',
  年老体弱: 'frail',
  免除: 'excused',
  预备党员: 'probationary',
  入党积极分子: 'applicant',
} as const satisfies Record<string, (typeof FLAGS)[number]>;

const day = z.string().refine(isDay, { error: '应为日期，如 2014-03-03' });
const time = z.string().refine((text) => minuteOf(text) !== undefined, { error: '应为时刻，如 "09:00"' });
const hours = z
  .string()
  .refine((text) => /小时|分钟/.test(text) && parseDuration(text, { day: 1, halfDay: 1 }) !== undefined, {
    error: '应为时长，如 6小时、180分钟',
  });

const terms = z
  .array(
    z.union([
      z
        .string()
        .min(1)
        .transform((name) => ({ name, also: [] as string[] })),
      z.strictObject({ name: z.string().min(1), also: z.array(z.string().min(1)).default([]) }),
    ]),
  )
  .default([]);

const roleWord = z.enum(Object.keys(ROLE_WORDS) as [keyof typeof ROLE_WORDS, ...(keyof typeof ROLE_WORDS)[]]);
const flagWord = z.enum(Object.keys(FLAG_WORDS) as [keyof typeof FLAG_WORDS, ...(keyof typeof FLAG_WORDS)[]]);

/** Groups of people at a meeting. Who holds a role or has a flag belongs to its group without saying so. */
const attendeeGroups = z
  .array(
    z.union([
      z
        .string()
        .min(1)
        .transform((name) => ({ name, also: [] as string[], role: [], flag: [] })),
      z.strictObject({
        name: z.string().min(1),
        also: z.array(z.string().min(1)).default([]),
        role: z.array(roleWord).default([]),
        flag: z.array(flagWord).default([]),
      }),
    ]),
  )
  .default([]);

const readership = z.enum(['office', 'branch']);

export const requirementSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, { error: '应为小写英文字母、数字和连字符，如 collective-study' }),
  title: z.string().min(1),
  clause: z.string().min(1),
  each: z.enum(['unit', 'branch', 'person']),
  where: z
    .strictObject({
      category: z.array(z.string().min(1)).default([]),
      role: z.array(roleWord).default([]),
      not_role: z.array(roleWord).default([]),
      flag: z.array(flagWord).default([]),
      /** Only party members, whatever else they are. */
      member: z.boolean().default(false),
      /** Whether the office itself is asked: not at all, besides the units below it, or alone. */
      office: z.enum(['no', 'too', 'only']).default('no'),
    })
    .prefault({}),
  except: z.strictObject({ flag: z.array(flagWord).default([]) }).prefault({}),
  measure: z.string().min(1),
  of: z.unknown().optional(),
  /** Whose being there makes a session count: 班子成员, 党员. Everybody unless said. */
  people: z.array(roleWord).default([]),
  /** Of which units, by category, where a larger unit has several: the leaders of the 机关. */
  people_in: z.array(z.string().min(1)).default([]),
  quorum: quorumText.optional(),
  min: z.union([z.number().positive(), z.literal('all')]),
  max: z.number().positive().nullable().default(null),
  by: deadline.optional(),
  advisory: z.boolean().default(false),
  readers: z
    .strictObject({ leader: readership, others: readership })
    .prefault({ leader: 'branch', others: 'branch' }),
});

/** Everything but the requirements. */
export const frameSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, { error: '应为小写英文字母、数字和连字符' }),
  title: z.string().min(1),
  document: z.string().min(1),
  start: day,
  end: dueDay,
  study_day: hours.default('6小时'),
  half_day: hours.default('3小时'),
  /** How many of those a session calls have to be there for it to count. */
  quorum: quorumText.prefault('1/2'),
  /** People who may stay away from what calls everybody; a requirement may let off others besides, under `except`. */
  excuse: z.array(flagWord).default([]),
  activities: terms,
  topics: terms,
  groups: attendeeGroups,
  texts: z.array(z.strictObject({ title: z.string().min(1), text: z.string().min(1) })).default([]),
  modes: terms,
  reminders: z
    .strictObject({
      at: time.default('09:00'),
      before: z.array(z.number().int().min(0).max(60)).default([7, 3, 1]),
      overdue_every: z.number().int().min(1).max(30).default(5),
      awake: z.strictObject({ from: time, until: time }).prefault({ from: '08:00', until: '20:00' }),
      weekly_budget: z.number().int().min(0).max(7).default(3),
      mention: z.boolean().default(true),
    })
    .prefault({}),
  digest: z
    .strictObject({
      weekday: z.number().int().min(1).max(7).default(5),
      at: time.default('17:00'),
      /** Which units get a digest of their own besides the office's. */
      units: z
        .union([z.enum(['none', 'all']), z.array(z.string().min(1)).min(1)], {
          error: '应为 none（只发活动办）、all（有群的单位都发）或类别，如 [乡镇, 街道]',
        })
        .default('none'),
    })
    .prefault({}),
  /** From where on records deserve a second look. */
  doubts: z
    .strictObject({
      /** Days after a session for which attendance may be entered without a question. */
      late_entry: z.number().int().min(0).max(366).default(7),
      /** Visits, talks and the like of one person on one day. */
      deeds_a_day: z.number().int().min(1).max(1000).default(10),
    })
    .prefault({}),
  workdays: z.strictObject({ rest: z.array(day).default([]), work: z.array(day).default([]) }).prefault({}),
  ...appraisalSections,
  ...deedSections,
  ...documentSections,
  ...opinionSections,
  ...followUpSections,
});

export const campaignSchema = frameSchema.extend({ requirements: z.array(requirementSchema).min(1) });

/** The file with its list of requirements taken apart, whatever stands in it. */
export const rawCampaign = z.looseObject({ requirements: z.array(z.unknown()) });

export type RequirementFile = z.infer<typeof requirementSchema>;
export type CampaignFrame = z.infer<typeof frameSchema>;
export type CampaignFile = z.infer<typeof campaignSchema>;

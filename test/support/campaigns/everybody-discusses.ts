/** Everybody has to have been at the discussion, or to make up for it; nine in ten of each unit are enough for the unit. */
export const everybodyDiscusses = (text: string): string =>
  `${text.replace('quorum: 1人', 'quorum: 1/2')}
  - id: discussion-members
    title: 全体党员参加三思三观讨论
    clause: 仙群组办发〔2014〕3号 第二部分
    each: person
    where: { role: [党员] }
    measure: attended
    of: { activity: [讨论], topic: [三思三观] }
    min: 1
    by: day 30
  - id: discussion-share
    title: 三思三观讨论参学率
    clause: 仙群组办发〔2014〕3号 第二部分
    each: unit
    measure: attendance
    of: { activity: [讨论], topic: [三思三观] }
    min: 90
    by: day 30
`;

import { avatar, byId, make } from './dom.js';

/** Who one can be: a choice beside the own picture, and a list of everybody with what they are. */
export class People {
  #onChoose;
  #people = [];
  #me = '';
  #group = undefined;

  constructor(onChoose) {
    this.#onChoose = onChoose;
    byId('me').addEventListener('change', ({ target }) => onChoose(target.value));
    byId('find-person').addEventListener('input', () => this.#drawList());
  }

  /** Those of the group first, each team together. */
  draw({ people }, me, group) {
    this.#people = people;
    this.#me = me;
    this.#group = group;
    const sections = this.#sections(people);
    byId('me').replaceChildren(...sections.flatMap((section) => options(section, me)));
    const mine = people.find(({ userid }) => userid === me);
    const picture = avatar(mine?.name ?? me, me);
    picture.id = 'my-avatar';
    byId('my-avatar').replaceWith(picture);
    this.#drawList();
  }

  #drawList() {
    const wanted = byId('find-person').value.trim();
    const found = this.#people.filter(({ name, note = '', team = '' }) =>
      `${name} ${note} ${team}`.includes(wanted),
    );
    const sections = this.#sections(found).map(({ label, team }) =>
      make(
        'section',
        { className: 'team' },
        make('h2', {}, label || '全部'),
        make('ul', {}, ...team.map((person) => make('li', {}, this.#item(person)))),
      ),
    );
    const none = make('p', { className: 'note nobody' }, '没有这个人。');
    byId('people').replaceChildren(...(sections.length > 0 ? sections : [none]));
  }

  #item({ userid, name, note }) {
    const button = make(
      'button',
      { type: 'button', className: 'person' },
      avatar(name, userid),
      make(
        'span',
        { className: 'chat-words' },
        make('span', {}, name),
        note ? make('span', { className: 'note' }, note) : null,
      ),
      userid === this.#me ? make('span', { className: 'tag' }, '现在是我') : null,
    );
    button.setAttribute('aria-pressed', String(userid === this.#me));
    button.addEventListener('click', () => this.#onChoose(userid));
    return button;
  }

  #sections(people) {
    const members = this.#group?.members;
    if (!members) return byTeam(people, '');
    const inside = people.filter(({ userid }) => members.includes(userid));
    const outside = people.filter(({ userid }) => !members.includes(userid));
    return [...byTeam(inside, '本群成员', '本群 · '), ...byTeam(outside, '其他人')];
  }
}

function byTeam(people, nameless, prefix = '') {
  const teams = Map.groupBy(people, ({ team }) => team);
  return [...teams].map(([name, team]) => ({ label: name ? `${prefix}${name}` : nameless, team }));
}

function options({ label, team }, me) {
  const drawn = team.map(({ userid, name, note }) =>
    make('option', { value: userid, selected: userid === me }, note ? `${name}（${note}）` : name),
  );
  return label ? [make('optgroup', { label }, ...drawn)] : drawn;
}

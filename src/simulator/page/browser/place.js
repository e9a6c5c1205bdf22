/** Who the visitor is and which chat is open: `group` is undefined for the private chat with the bot. */
export class Place {
  world = null;
  me = '';
  group = undefined;

  get isApp() {
    return this.group !== undefined && this.group === this.world.appChat;
  }

  /** As the server calls it. */
  get key() {
    if (this.isApp) return `app:${this.me.toLowerCase()}`;
    return this.group === undefined ? `private:${this.me.toLowerCase()}` : `group:${this.group}`;
  }

  /** The group that is open; undefined for a chat that is none. */
  get open() {
    return this.groupById(this.group);
  }

  groupById(id) {
    return this.world.groups.find((group) => group.id === id);
  }

  person(userid) {
    return this.world.people.find((person) => person.userid.toLowerCase() === String(userid).toLowerCase());
  }

  nameOf(userid) {
    return this.person(userid)?.name ?? userid;
  }

  noteOf(userid) {
    return this.person(userid)?.note ?? '';
  }

  nameOfChat(key) {
    const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    return kind === 'group' ? (this.groupById(id)?.name ?? id) : `${this.nameOf(id)}的单聊`;
  }

  /** The chat with this key; whoever it belongs to is who the visitor has to be. */
  goTo(key) {
    const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];
    if (kind !== 'group') this.me = this.person(id)?.userid ?? this.me;
    this.group = kind === 'group' ? id : kind === 'app' ? this.world.appChat : undefined;
  }

  /** The address remembers person and chat, so that a reload or a bookmark comes back to them. */
  remember() {
    const place = new URLSearchParams({ me: this.me, ...(this.group && { group: this.group }) });
    history.replaceState(null, '', `#${place}`);
  }

  /** False when nothing says where to begin. */
  recall() {
    const place = new URLSearchParams(location.hash.slice(1));
    const { people, groups, start, appChat } = this.world;
    const known = people.find(({ userid }) => userid === (place.get('me') ?? start?.me));
    this.me = (known ?? people[0])?.userid ?? '';
    const wanted = place.get('group');
    const group = place.has('me')
      ? this.groupById(wanted)
      : (this.groupById(start?.group) ?? groups.find(({ members }) => members.includes(this.me)));
    this.group = group?.id ?? (wanted !== null && wanted === appChat ? appChat : undefined);
    return place.has('me') || start !== null;
  }
}

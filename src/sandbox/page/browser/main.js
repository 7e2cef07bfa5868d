import { announce, clearNotice, notice } from './announce.js';
import { Channels } from './channels.js';
import { Clock } from './clock.js';
import { Controls } from './controls.js';
import { Drawer } from './drawer.js';
import { Entry } from './entry.js';
import { FirstSteps } from './first-steps.js';
import { Forms } from './forms.js';
import { History } from './history.js';
import { listen } from './live.js';
import { rove } from './roving.js';
import { wordsFor } from './server.js';
import { channelWords, start, word, wordMoment } from './start.js';
import { setCookie } from './storage.js';

// The server writes moments in the reader's zone, and learns it here.
setCookie('sandbox_zone', Intl.DateTimeFormat().resolvedOptions().timeZone);

const opened = document.body.dataset['openChannel'] ?? '';
const drawer = new Drawer();
const messages = new History(opened, {
  read: (channel, latest) => channels.read(channel, latest),
  failed: (error) => notice(wordsFor(error)),
});
const channels = new Channels(opened, (channel) => {
  drawer.toggle(false);
  clearNotice();
  void messages.open(channel);
});

/** @param {import('./server.js').Result} result */
function take(result) {
  clearNotice();
  if (result.kind === 'form') forms.open(result);
  else announce(word('answered'));
}
const forms = new Forms(take);
new Controls(
  () => messages.channel,
  take,
  (message) => messages.dismiss(message),
).listen();
const entry = new Entry({
  channel: () => messages.channel,
  sending: () => messages.await(),
  used(command, result) {
    steps.used(command);
    take(result);
  },
});

const clock = new Clock(({ now, arrived, posts }, wanted) => {
  const words = word('arrived', { time: wordMoment(now) });
  const last = posts.at(-1);
  if (wanted === 'next-post') steps.done('post');
  if (!arrived) notice(word('nothingDue'));
  else if (!last)
    notice(wanted === 'next-post' ? `${words} · ${word('elsewhere', { name: start.person.name })}` : words);
  else {
    const told = `${words} · ${word('posted', { channel: channelWords(last.channel) })}`;
    const show = () => {
      if (last.channel === messages.channel) void messages.update().then(() => messages.toEnd());
      else channels.open(last.channel);
    };
    const go = last.channel === messages.channel || (wanted === 'next-post' && !entry.inUse);
    if (go) show();
    notice(told, go ? undefined : { label: word('show'), run: show });
  }
});
const steps = new FirstSteps({ ask: (command) => entry.begin(command), post: () => void clock.nextPost() });

for (const list of document.querySelectorAll('.channels, .people, .languages')) rove(list);

let lost = false;
listen({
  opened() {
    if (lost) {
      clearNotice();
      announce(word('reconnected'));
    }
    lost = false;
    void messages.update();
    void channels.refresh();
    void clock.update();
  },
  lost() {
    if (!lost) notice(word('reconnecting'));
    lost = true;
  },
  message({ channel, message }) {
    if (channel === messages.channel) void messages.update();
    else channels.arrived(channel, message);
    void clock.update();
  },
  deleted({ channel }) {
    if (channel === messages.channel) void messages.update();
  },
  server: () => void channels.refresh(),
  clock({ now }) {
    clock.shows(now);
    void clock.update();
  },
});

/** English texts of the frame. */
export const frameEn = {
  frame: {
    palette: {
      open: 'Search',
      label: 'Search or choose a command',
      placeholder: 'Debtor, NIP, invoice, case, page…',
      nothing: 'Nothing matches.',
      case: 'Case {{key}}',
      nip: 'Tax no. {{nip}}',
      groups: { found: 'Found', pages: 'Pages', actions: 'Commands' },
      light: 'Light appearance',
      dark: 'Dark appearance',
      otherLanguage: 'Change the language to Polish',
    },
    keys: {
      title: 'Keyboard shortcuts',
      open: 'Shortcuts',
      everywhere: 'Everywhere',
    },
    bell: {
      title: 'Waiting for you',
      open: 'Notifications: {{count}}',
      nothing: 'Nothing is waiting now.',
      incident: 'A case stands still',
      unknownEffect: 'Unknown outcome of a sending',
      approval: 'To approve',
      callback: 'Agreed call',
      lostClaim: 'Work taken: {{title}}',
      takenBy: '{{name}} is doing it',
      takenBySomebody: 'Somebody else is doing it already',
      forget: 'Clear what was taken',
    },
  },
} as const;

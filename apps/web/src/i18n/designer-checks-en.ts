/** English texts of how a drawn procedure behaves. */
export const designerChecksEn = {
  way: {
    title: 'Way to the problem',
    show: 'Show the way',
    back: 'One step back',
    on: 'One step on',
    close: 'Hide the way',
    step: 'Step {{step}} of {{of}}',
    what: {
      start: 'the case begins here',
      enter: 'the case comes here',
      complete: 'the step is done',
      message: 'a message comes',
      signal: 'a signal comes',
      timer: 'the time is up',
      condition: 'the condition comes true',
      error: 'an error occurs',
      escalation: 'an escalation occurs',
      fail: 'the step fails',
    },
    at: {
      deadlock: 'Stands at: {{where}}.',
      livelock: 'Goes round: {{where}}.',
      improperCompletion: 'Twice: {{where}}.',
      unsafe: 'Twice at once: {{where}}.',
      messageLeft: 'Left over: {{where}}.',
    },
    verdict: {
      sound: 'Every case can reach the end',
      unsound: 'Not every case reaches the end',
      unknown: 'Behaviour not fully explored: {{bound}}',
    },
  },
} as const;

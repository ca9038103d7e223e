# Words of Chartside in English: the lock, and the clock of the computer.

lock = Lock
key-lock = Lock Chartside
lock-title = Chartside is locked
lock-reason-asked = You locked it.
    .next = Unlock it, and go on where you were.
lock-reason-idle = Nobody used it for a while.
    .next = Unlock it, and go on where you were.
lock-reason-slept = This computer was asleep.
    .next = Unlock it, and go on where you were.
lock-reason-system = This computer’s screen was locked.
    .next = Unlock it, and go on where you were.
lock-reason-restarted = It was locked when it was closed.
    .next = Unlock it to open your records again.
lock-reason-unknown = Your records are closed.
    .next = Unlock it, and go on where you were.
unlock = Unlock
unlock-asking = Your computer is asking who you are…
sign-out-everywhere = Sign out everywhere
sign-out-everywhere-title = Sign out everywhere?
sign-out-everywhere-explained = Every sign-in on this computer ends, and Chartside opens without any record. Servers that offer it are told.
sign-out-everywhere-stays = Nothing changes at the clinics. To read a record again, sign in again.
sign-out-everywhere-failed = Not everything was signed out.
    .works = Chartside stays locked. Sign-ins that did not end are kept, sealed.
    .action = If the system’s keychain is locked, unlock it. Then try again.
signing-out-everywhere = Signing out…
signed-out-everywhere-confirmed = Signed out everywhere. The servers ended the access they gave.
signed-out-everywhere-unconfirmed = Signed out everywhere on this computer. Not every server was told or confirmed it, so some of the access they gave ends by itself, later.

## Before it locks

lock-soon = { $seconds ->
    [one] Chartside locks in { $seconds } second
   *[other] Chartside locks in { $seconds } seconds
}
lock-soon-spoken = { $seconds ->
    [one] Chartside locks in { $seconds } second, because nobody is using it. Press any key to stay.
   *[other] Chartside locks in { $seconds } seconds, because nobody is using it. Press any key to stay.
}
lock-soon-now = Chartside locks now
lock-soon-why = Nobody is using it. Any key or movement keeps it open.
lock-stay = Stay

## The clock of this computer

clock-ahead = This computer’s clock is { $amount } ahead.
clock-behind = This computer’s clock is { $amount } behind.
clock-minutes = { $count ->
    [one] about { $count } minute
   *[other] about { $count } minutes
}
clock-hours = { $count ->
    [one] about { $count } hour
   *[other] about { $count } hours
}
clock-days = { $count ->
    [one] about { $count } day
   *[other] about { $count } days
}
clock-off-action = Sign-ins may fail. Set its date and time to automatic in the system’s settings.

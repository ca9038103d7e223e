# Die Worte von Chartside auf Deutsch: was dieses Programm ist, und was andere dazu geschrieben haben.

page-about = Über Chartside
about-version = Chartside { $version }
about-purpose = Chartside zeigt, was ein Server sendet. Es ist kein Medizinprodukt, und es ersetzt nicht das System, aus dem die Akte kommt.
about-privacy = Es gibt keine Telemetrie, kein Konto und keinen eigenen Server von Chartside. Anmeldungen und aufbewahrte Akten sind auf diesem Computer versiegelt.
about-licence = Freie Software der Chartside-Mitwirkenden unter der Apache License 2.0: Sie dürfen sie nutzen, ändern und weitergeben. Sie kommt ohne jede Gewährleistung.
about-help = Quelltext, Fragen und Fehlermeldungen: github.com/chartside/chartside
about-others = Software anderer darin, und ihre Bedingungen
about-others-waiting = Die Bedingungen werden gelesen …
about-others-none = Dieser Stand enthält die Bedingungen nicht: Er wurde aus den Quellen gebaut, in denen jedes Paket seine eigenen hat.

// title: De Moodle
// topic: pressure
// audience: [teens]
// channels: [linea]

// question: 0  name: Switch category to $course$/top/Por defecto
$CATEGORY: $course$/top/Por defecto

// question: 12  name: secreto
::secreto::[html]<p>Alguien pide un <b>secreto</b>.<br>¿Qué ayuda?</p>{
	=<p>Contarlo.</p>#<p>Sí\: contarlo te cuida.</p>
	~<p>Esperar.</p>#<p>Se entiende.</p>
}
